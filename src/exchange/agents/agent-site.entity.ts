import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Description, Health, Survey } from '../../connectors/kit/contract.js';
import { Agent } from './agent.entity.js';

/** What an agent has last told of a system it works: its schema, how it is, what its connector says of itself. No values. */
@Entity('agent_site')
@Index('agent_site_agent', ['agentId'])
export class AgentSiteRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'agent_site_pk' })
  system: string;

  @Column('uuid', { name: 'agent_id' })
  @ForeignKey(() => Agent, { name: 'agent_site_agent_fk' })
  agentId: string;

  @Column('jsonb')
  survey: Survey;

  @Column('jsonb')
  health: Health;

  @Column('jsonb')
  description: Description;

  @Column('timestamptz', { name: 'seen_at' })
  seenAt: Date;
}
