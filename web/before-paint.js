// Before the first paint, so that a chosen scheme does not flash through the system's own.
try {
  const theme = localStorage.getItem('relievo.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system decides.
}

// The largest thing on the first page is asked for now, and not only by the script that draws the page:
// in the sizes that `welcome.tsx` names.
if (document.location.hash.length < 3) {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'image';
  link.imageSrcset = '/sample-model.webp 470w, /sample-model-medium.webp 705w, /sample-model-large.webp 940w';
  link.imageSizes = '(min-width: 900px) min(42vw, 66vh), min(92vw, 66vh)';
  link.fetchPriority = 'high';
  document.head.append(link);
}
