import { Problem } from '../platform/http/problems/problem.js';
import type { Refusal } from './answering.js';

/** A refused call in the words of RFC 9457. */
export function problemOfRefusal(refusal: Refusal): Problem {
  switch (refusal.outcome) {
    case 'expired':
      return new Problem('exchange-expired');
    case 'answered-otherwise':
      return new Problem('exchange-answered');
    case 'page-differs':
      return new Problem('exchange-page-differs');
    case 'too-much':
      return new Problem('exchange-too-much');
    case 'pages-missing':
      return new Problem('exchange-pages-missing', { members: { missing: refusal.first } });
    case 'refused':
      return new Problem('exchange-records-refused', { errors: refusal.errors });
  }
}
