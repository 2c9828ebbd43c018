import type { JobNotes } from './job-notes.js';

export class LocalJobNotes implements JobNotes {
  private readonly notes = new Map<string, string>();

  async read(name: string): Promise<string | null> {
    return this.notes.get(name) ?? null;
  }

  async write(name: string, value: string): Promise<void> {
    this.notes.set(name, value);
  }

  async forget(name: string): Promise<void> {
    this.notes.delete(name);
  }
}
