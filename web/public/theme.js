// Before the first paint, so that a chosen scheme does not flash through the system's own.
try {
  const theme = localStorage.getItem('relievo.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system decides.
}
