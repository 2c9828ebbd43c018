/** Where people reach this service. Known by setting, or, on a developer's machine, once the server listens. */
export class PublicAddress {
  private listening = 'http://localhost';

  constructor(private readonly configured: string | undefined) {}

  /** Without a slash at its end. */
  get url(): string {
    return (this.configured ?? this.listening).replace(/\/+$/, '');
  }

  listensAt(url: string): void {
    this.listening = url;
  }
}
