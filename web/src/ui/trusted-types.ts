/**
 * Under `require-trusted-types-for 'script'` nothing turns text into markup or code. Two uses of libraries remain, and
 * only these: emptying an element by `innerHTML = ''`, and starting a worker from a file of our own origin.
 */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string | null; createScriptURL: (url: string) => string | null },
  ): unknown;
}

export function startTrustedTypes(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => (text === '' ? '' : null),
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
}
