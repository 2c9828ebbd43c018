/** On the developer's own machine by name: browsers give passkeys to names, not to addresses. */
export const named = (url: string): string =>
  url.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=:|\/|$)/, 'http://localhost');

/** How the first officer comes in. Printed at the start and nowhere else, and not written to the log. */
export function setUpLines(url: string, code: string): string[] {
  return [
    `Nobody can sign in yet. Open ${named(url)}/desk/set-up and type this code, good for a day and for one person:`,
    `  ${code}`,
  ];
}
