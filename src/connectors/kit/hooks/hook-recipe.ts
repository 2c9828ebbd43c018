/** What the signature is computed over, part by part and in this order. */
export type SignedPart =
  | 'timestamp'
  | 'id'
  | 'method'
  /** The address as the sender knows it, with scheme and host. */
  | 'uri'
  | 'body'
  | 'secret'
  | { text: string };

/**
 * How a sender proves that a delivery is its own, as data. The bytes of the body are taken as they came: parsing and
 * writing them again would make other bytes.
 */
export interface HookRecipe {
  /** Name among the recipes of one sender, for the source's setting `accept`. */
  name: string;
  /**
   * `hmac`: keyed digest over `signed`; `digest`: plain digest over `signed`, of which the secret is a part;
   * `shared`: the header holds the secret itself, for senders that can send a header but sign nothing.
   */
  scheme: 'hmac' | 'digest' | 'shared';
  algorithm?: 'sha256' | 'sha1' | 'sha512';
  signature: {
    header: string;
    /** The header holds several values: `t=1,v1=a,v1=b` (commas) or `v1,a v1,b` (spaces). */
    list?: 'commas' | 'spaces';
    /** What stands before the value: `sha256=`, `v1=`, `v1,`. Values with another mark are passed over. */
    mark?: string;
    encoding?: 'hex' | 'base64';
  };
  signed?: readonly SignedPart[];
  /** Where the moment of sending stands. It must be signed too, or it proves nothing. */
  timestamp?: {
    header: string;
    /** With a list: what stands before it, e.g. `t=`. */
    mark?: string;
    unit: 'seconds' | 'milliseconds' | 'iso';
    /** How far it may lie from our clock, before and after. */
    withinSeconds: number;
  };
  /** Header of the delivery's name, where it is signed. */
  id?: { header: string };
  /** `base64`: what follows `whsec_` is decoded; without it the secret is taken as its UTF-8 bytes. */
  secret?: 'utf8' | 'base64';
  /** Taken only when this header says so: senders of several versions name the one they used. */
  when?: { header: string; is: string };
  /** Percent signs of these characters are decoded in the address before it is signed. */
  decodedInUri?: string;
}

/** A delivery as it stands on the wire. Names of headers are lower case. */
export interface SignedDelivery {
  method: string;
  uri: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}
