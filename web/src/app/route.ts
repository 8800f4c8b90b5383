import { signal } from '@preact/signals';

export type Route =
  | { readonly page: 'studio' }
  | { readonly page: 'job'; readonly jobId: string }
  | { readonly page: 'models' };

const JOB_HASH = /^#\/jobs\/([^/]+)$/;
const MODELS_HASH = '#/models';

/** Where an address points; what it does not know is the studio. */
export function routeOf(hash: string): Route {
  if (hash === MODELS_HASH) return { page: 'models' };
  const encoded = JOB_HASH.exec(hash)?.[1];
  if (encoded === undefined) return { page: 'studio' };
  try {
    return { page: 'job', jobId: decodeURIComponent(encoded) };
  } catch {
    return { page: 'studio' };
  }
}

export function hashOf(to: Route): string {
  switch (to.page) {
    case 'studio':
      return '#/';
    case 'models':
      return MODELS_HASH;
    case 'job':
      return `#/jobs/${encodeURIComponent(to.jobId)}`;
  }
}

/** Where the page is; a reload leads back here. */
export const route = signal<Route>(routeOf(window.location.hash));

/** Goes somewhere, as a link does: the way back leads here. */
export function goTo(to: Route): void {
  window.location.hash = hashOf(to);
  // The event comes only later; whoever called wants to be there now.
  route.value = to;
}

window.addEventListener('hashchange', () => {
  route.value = routeOf(window.location.hash);
});
