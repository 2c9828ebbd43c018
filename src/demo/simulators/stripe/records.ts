/** What the simulated Stripe holds; moments are Unix seconds. */
export interface Customer {
  id: string;
  email: string | null;
  name: string | null;
  phone: string | null;
  description: string | null;
  metadata: Record<string, string>;
  created: number;
  deleted: boolean;
}

export interface Charge {
  id: string;
  customer: string;
  amount: number;
  created: number;
  billing_details: { name: string | null; email: string | null; phone: string | null };
  disputed: boolean;
  redacted: boolean;
}

export type JobStatus = 'validating' | 'ready' | 'failed' | 'redacting' | 'succeeded' | 'canceling' | 'canceled';

export interface RedactionJob {
  id: string;
  created: number;
  status: JobStatus;
  /** When the status changes by itself. */
  until: number;
  validation_behavior: 'error' | 'fix';
  customers: string[];
  errors: { id: string; code: string; message: string; objectId: string }[];
  lying: boolean;
}
