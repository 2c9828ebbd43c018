/** Version of what service and agent say to each other. Both come in one image; a difference is refused. */
export const AGENT_LANGUAGE = 1;

/** Plain bytes of results in one page: encrypted and in base64 it stays below what the service takes as a body. */
export const AGENT_PAGE_BYTES = 150 * 1024;

/** What is encrypted to the agent. */
export interface AgentWork {
  call: string;
  verb: string;
  /** The system's data map, as the service has it; the agent puts its own connection in. */
  map: unknown;
  input: unknown;
  /** Secret of the digests by which records are compared: the same for each call about this system. */
  digestKey: string;
  /** Public half of a key for this call alone, to which results are encrypted. */
  box: unknown;
}
