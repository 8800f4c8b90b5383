/** Notes down whatever moves though nobody has just touched anything: how far, and what. */
export const SHIFTS = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) shifts.push(value + ' ' + sources.map(({ node }) => node?.className ?? node?.nodeName));
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;
