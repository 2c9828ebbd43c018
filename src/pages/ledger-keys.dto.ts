export class LedgerKeysDto {
  /**
   * Verifier keys (`<name>+<key id>+<base64>`, c2sp.org/signed-note) of the log, the present one first. Whoever checks a
   * receipt against a rewritten log needs one from elsewhere; from here they show that it is what this service signed.
   */
  keys: string[];
}
