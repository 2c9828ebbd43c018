import { Refused } from '../errors.js';
import { parseExact } from '../sql/exact-json.js';

/** What a system answered, read when somebody asks. */
export class Answer {
  private parsed: { json: unknown } | null = null;

  constructor(
    readonly status: number,
    /** Lower-case names. */
    readonly headers: Readonly<Record<string, string>>,
    private readonly body: Buffer,
  ) {}

  /**
   * The body as JSON; null where there is none. Numbers that a double would round are text: ids are long.
   *
   * @throws Refused when it is something else: a login page with status 200 is no answer.
   */
  get json(): unknown {
    if (!this.parsed) {
      if (this.body.length === 0) this.parsed = { json: null };
      else {
        const text = this.text;
        const json = parseExact(text);
        if (json === text) {
          throw new Refused('unsupported', `The system answers with something that is no JSON (${this.status}).`);
        }
        this.parsed = { json };
      }
    }
    return this.parsed.json;
  }

  get text(): string {
    return this.body.toString('utf8');
  }
}
