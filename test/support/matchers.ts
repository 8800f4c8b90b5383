/**
 * Jest's asymmetric matchers are typed `any`, which would switch the compiler off around every literal that holds
 * one. As `unknown` they match just the same.
 */
export const aString: unknown = expect.any(String);
export const aNumber: unknown = expect.any(Number);

export function stringLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

export function objectWith(fields: Readonly<Record<string, unknown>>): unknown {
  return expect.objectContaining(fields);
}

/** The form of every id. */
export const aUuid = stringLike(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
