import { useSyncExternalStore } from 'react';

/**
 * The token that opens the person's case. It arrives behind the hash sign of a link, where no server sees it, or with the
 * answer to a new request. It lives in this tab alone (`sessionStorage`) and is taken out of the address at once, so that
 * neither history nor a screenshot holds it.
 */
const KEY = 'habeas.case';
const TOKEN = /^[A-Za-z0-9_-]{20,200}$/;
const listeners = new Set<() => void>();
let token: string | null = null;

/** Called once before anything is drawn, and again when a link is opened in a tab that is here already. */
export function takeTokenFromAddress(): void {
  const found = location.pathname === '/case' ? location.hash.slice(1) : '';
  if (TOKEN.test(found)) {
    openCase(found);
    history.replaceState(history.state, '', location.pathname + location.search);
  } else token ??= stored();
}

export function openCase(given: string): void {
  token = given;
  try {
    sessionStorage.setItem(KEY, given);
  } catch {
    // Without storage the case stays open until the page is left.
  }
  for (const listener of listeners) listener();
}

/** From a link or a bare token that somebody pasted; null when it holds none. */
export function tokenIn(text: string): string | null {
  const trimmed = text.trim();
  const found = trimmed.includes('#') ? trimmed.slice(trimmed.lastIndexOf('#') + 1) : trimmed;
  return TOKEN.test(found) ? found : null;
}

export function closeCase(): void {
  token = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
  for (const listener of listeners) listener();
}

export const caseToken = (): string | null => token;

/** The address by which the person comes back; she may keep it like a key. */
export const caseLink = (): string => `${location.origin}/case#${token ?? ''}`;

export function useCaseToken(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => token,
  );
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
