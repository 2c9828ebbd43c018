import { Probe } from './reprobe/probe.entity.js';
import { ReplayItem } from './replay/replay-item.entity.js';
import { Replay } from './replay/replay.entity.js';
import { SystemRestore } from './replay/system-restore.entity.js';

export const retentionEntities: Function[] = [Probe, SystemRestore, Replay, ReplayItem];
