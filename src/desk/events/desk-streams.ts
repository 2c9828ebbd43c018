import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { newId } from '../../platform/ids/ids.js';
import type { Heard } from '../../platform/notices/notice.js';
import { type Entry, StandingCallers } from '../../people/standing-callers.js';
import { Log } from '../../platform/logging/log.js';
import { Notices } from '../../platform/notices/notices.js';
import { ReadinessChecks } from '../../platform/http/health/readiness.js';

/** Where a stream's text goes. */
export interface StreamEnd {
  write(text: string): void;
  end(): void;
}

interface Stream extends StreamEnd {
  /** Whose: so many a person, however many tabs she opens. */
  owner: string;
  /** By what she came in: when that falls, so does the stream. */
  entry: Entry;
  /** Ids of the controllers she may see. */
  scope: ReadonlySet<string>;
  until: number;
  figures: boolean;
}

interface Event {
  number: number;
  name: 'request' | 'errand' | 'resync';
  /** Requests by the controller they belong to. */
  ids: Map<string, string[]>;
}

export const MOST_OF_ONE = 6;
export const MOST_AT_ALL = 500;
const HEARTBEAT_MS = 20_000;
/** How long somebody may go on listening whose session has ended, whose key was revoked, whose rights have changed. */
const DOOR_MS = 2_000;
/** A browser comes back by itself and shows anew who it is. */
const LASTS_MS = 5 * 60_000;
const REMEMBERED = 500;
const FIGURES_MS = 5_000;

/**
 * Open streams of server-sent events (HTML Living Standard, 9.2). They hold no connection of the pool: one connection of
 * the process listens for all. Events carry ids alone; whoever has missed some is told to look at everything anew.
 */
@Injectable()
export class DeskStreams implements BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  /** Numbers mean nothing in another process: its name goes before them. */
  private readonly process = newId();
  private readonly recent: Event[] = [];
  private last = 0;
  private silence: (() => void) | undefined;
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly notices: Notices,
    private readonly readiness: ReadinessChecks,
    private readonly callers: StandingCallers,
    private readonly log: Log,
  ) {}

  beforeApplicationShutdown(): void {
    this.endAll();
  }

  /**
   * Opens a stream, unless there are too many.
   *
   * @param lastEventId what a browser has seen last, if it was here before.
   * @returns how to close it, or null when there are too many.
   */
  open(
    who: { owner: string; entry: Entry; scope: ReadonlySet<string> },
    end: StreamEnd,
    lastEventId: string | undefined,
  ): (() => void) | null {
    const own = [...this.streams].filter(({ owner }) => owner === who.owner).length;
    if (own >= MOST_OF_ONE || this.streams.size >= MOST_AT_ALL || this.readiness.isDraining) return null;
    const stream: Stream = {
      ...who,
      write: (text) => end.write(text),
      end: () => end.end(),
      until: performance.now() + LASTS_MS,
      figures: false,
    };
    const missed = this.since(lastEventId);
    if (this.streams.size === 0) this.start();
    this.streams.add(stream);
    stream.write('retry: 3000\n\n');
    if (missed === null) stream.write(this.text('resync', this.last, {}));
    else for (const event of missed) this.deliver(stream, event);
    return () => this.close(stream);
  }

  /** What happened after an event; null where that cannot be told. */
  private since(lastEventId: string | undefined): Event[] | null {
    if (lastEventId === undefined) return [];
    const [process, number] = lastEventId.split('/');
    const from = Number(number);
    const known = process === this.process && Number.isSafeInteger(from) && from <= this.last;
    if (!known || this.streams.size === 0 || (this.recent[0]?.number ?? this.last + 1) > from + 1) return null;
    return this.recent.filter((event) => event.number > from);
  }

  private start(): void {
    this.recent.length = 0;
    this.silence = this.notices.listen((heard) => this.hear(heard));
    const every = (milliseconds: number, work: () => void): NodeJS.Timeout => setInterval(work, milliseconds).unref();
    this.timers = [
      every(HEARTBEAT_MS, () => this.toAll(': here\n\n')),
      every(FIGURES_MS, () => this.figures()),
      every(DOOR_MS, () => void this.endFallen()),
      every(250, () => this.endWhatIsOver()),
    ];
  }

  private hear(heard: Heard): void {
    if (heard !== 'missed' && heard.topic !== 'request' && heard.topic !== 'errand') return;
    const ids = new Map<string, string[]>();
    if (heard !== 'missed') for (const { id, scope } of heard.notices) ids.set(scope, [...(ids.get(scope) ?? []), id]);
    const event: Event = {
      number: ++this.last,
      name: heard === 'missed' ? 'resync' : heard.topic === 'errand' ? 'errand' : 'request',
      ids,
    };
    this.recent.push(event);
    if (this.recent.length > REMEMBERED) this.recent.shift();
    for (const stream of this.streams) this.deliver(stream, event);
  }

  private deliver(stream: Stream, { number, name, ids }: Event): void {
    if (name === 'resync') return stream.write(this.text(name, number, {}));
    const hers = [...ids].filter(([scope]) => stream.scope.has(scope)).flatMap(([, some]) => some);
    if (hers.length === 0) return;
    stream.figures = true;
    stream.write(this.text(name, number, { ids: hers }));
  }

  /** Counts and figures follow the lines, and are not asked for with each of them. */
  private figures(): void {
    for (const stream of this.streams) {
      if (!stream.figures) continue;
      stream.figures = false;
      stream.write(this.text('figures', this.last, {}));
    }
  }

  private text(name: string, number: number, data: object): string {
    return `event: ${name}\nid: ${this.process}/${number}\ndata: ${JSON.stringify(data)}\n\n`;
  }

  private toAll(text: string): void {
    for (const stream of this.streams) stream.write(text);
  }

  private endWhatIsOver(): void {
    if (this.readiness.isDraining) return this.endAll();
    for (const stream of this.streams) {
      if (stream.until > performance.now()) continue;
      this.close(stream);
      stream.end();
    }
  }

  private async endFallen(): Promise<void> {
    const asked = [...this.streams];
    try {
      const fallen = new Set(await this.callers.fallen(asked.map(({ entry }) => entry)));
      this.endThose(asked.filter(({ entry }) => fallen.has(entry)));
    } catch (error) {
      // Whoever cannot be asked about does not go on listening.
      this.log.warn('Streams of events are ended: their callers cannot be asked for', { error });
      this.endThose(asked);
    }
  }

  private endThose(streams: readonly Stream[]): void {
    for (const stream of streams) {
      if (!this.streams.has(stream)) continue;
      this.close(stream);
      stream.end();
    }
  }

  private endAll(): void {
    for (const stream of this.streams) {
      this.close(stream);
      stream.end();
    }
  }

  private close(stream: Stream): void {
    if (!this.streams.delete(stream) || this.streams.size > 0) return;
    this.silence?.();
    for (const timer of this.timers) clearInterval(timer);
    this.timers = [];
  }
}
