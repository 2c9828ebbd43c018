/**
 * What a system calls the jobs that it works on for us. A verb that is called again finds the job that it began instead
 * of beginning another. Names and values are ids and digests, never personal data.
 */
export interface JobNotes {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  forget(name: string): Promise<void>;
}
