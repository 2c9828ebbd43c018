import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Lines of a controller that have something in common; see `facets.ts`. */
@Entity('desk_count')
export class LineCount {
  @PrimaryColumn('uuid', { name: 'controller_id', primaryKeyConstraintName: 'desk_count_pk' })
  controllerId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'desk_count_pk' })
  facet: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'desk_count_pk' })
  name: string;

  @Column('integer')
  lines: number;
}
