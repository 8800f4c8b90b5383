import type { Settings } from '../config/settings.js';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Which browser origins may call: our own loopback addresses on the port that was reached, PUBLIC_URL and
 * CORS_ORIGINS. Used for HTTP answers and, since browsers apply no CORS to them, for sockets too.
 */
export class Origins {
  readonly #listed: readonly string[];

  constructor(settings: Settings) {
    const publicOrigin = settings.PUBLIC_URL === null ? [] : [new URL(settings.PUBLIC_URL).origin];
    this.#listed = [...publicOrigin, ...settings.CORS_ORIGINS];
  }

  isAllowed(origin: string, port: number): boolean {
    return this.#listed.includes(origin) || isOwn(origin, port);
  }

  /** The origin named to callers that are not listed themselves. */
  first(port: number): string {
    return this.#listed[0] ?? `http://127.0.0.1:${port}`;
  }
}

function isOwn(origin: string, port: number): boolean {
  // A browser leaves the scheme's own port out: comparing by URL puts both sides in one form.
  return LOOPBACK_NAMES.some((name) => new URL(`http://${name}:${port}`).origin === origin);
}
