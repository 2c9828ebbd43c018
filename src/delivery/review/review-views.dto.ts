import { ApiProperty } from '@nestjs/swagger';
import { SPAN_KINDS, SPAN_REASONS, type SpanKind, type SpanReason } from '../../connectors/kit/free-text/span.js';
import { Bilingual } from '../../datamap/bilingual.dto.js';

export class PackageSummaryView {
  /** Systems whose copy was complete when the package was built. */
  copied?: number;
  searched: number;
  of: number;
  records: number;
  withheld: number;
}

export class PackageView {
  id: string;
  kind: string;
  state: string;
  /** SHA-256, hex: a release names it. */
  digest: string;
  bytes: number;
  builtAt: Date;
  summary: PackageSummaryView | null;
}

/** Words of a text that name or reach somebody, as a recogniser sees it: a proposal. */
export class ProposedSpan {
  /** UTF-16 offsets, end exclusive. */
  start: number;
  end: number;
  @ApiProperty({ enum: SPAN_KINDS })
  kind: SpanKind;
  /** Of the person who asks; the others may be about somebody else. */
  ofPerson: boolean;
  @ApiProperty({ enum: SPAN_REASONS })
  why: SpanReason;
}

/** One thing an officer reads before it leaves. It shows personal data. */
export class ReviewItemView {
  system: string;
  collection: string;
  title: Bilingual;
  recordDigest: string;
  /** Null: the whole record, for records about several people. */
  field: string | null;
  @ApiProperty({ description: 'JSON, as the system gave it' })
  value: unknown;
  valueDigest: string;
  decision: 'open' | 'released' | 'withheld';
  /** In order and without overlap; none where the value is no text. */
  proposals: ProposedSpan[];
}

export class ReviewPage {
  items: ReviewItemView[];
  /** There are others beyond them. */
  more: boolean;
}
