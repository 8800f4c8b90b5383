/** Each parser turns the trimmed, non-empty text of a variable into a value, or throws what it must be. */

export function integer(min: number, max: number): (raw: string) => number {
  return (raw) => {
    const value = Number(raw);
    if (!/^\d+$/.test(raw) || value < min || value > max) {
      throw new Error(`must be a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

export function text(raw: string): string {
  return raw;
}

export function flag(raw: string): boolean {
  if (['1', 'true'].includes(raw)) return true;
  if (['0', 'false'].includes(raw)) return false;
  throw new Error('must be 1 or 0');
}

export function choice<T extends string>(allowed: readonly T[]): (raw: string) => T {
  return (raw) => {
    const found = allowed.find((value) => value === raw);
    if (found === undefined) throw new Error(`must be one of ${allowed.join(', ')}`);
    return found;
  };
}

export function url(raw: string): string {
  if (!URL.canParse(raw) || !/^https?:/.test(raw)) throw new Error('must be an http or https URL');
  return raw.replace(/\/+$/, '');
}

/** The URL of a server, by its schemes. What is wrong is told without the URL: it may hold a password. */
export function serverUrl(...schemes: readonly string[]): (raw: string) => string {
  return (raw) => {
    const isServer = URL.canParse(raw) && schemes.some((scheme) => raw.startsWith(`${scheme}://`));
    if (!isServer || new URL(raw).hostname === '')
      throw new Error(`must be a ${schemes.join(' or ')} URL with a host`);
    return raw;
  };
}

export function originList(raw: string): readonly string[] {
  return raw.split(',').map((entry) => {
    const candidate = entry.trim();
    if (!URL.canParse(candidate) || new URL(candidate).origin !== candidate) {
      throw new Error('must be origins such as https://example.com, separated by commas');
    }
    return candidate;
  });
}
