import { SystemOwnerRow } from './system-owner.entity.js';

export const handworkEntities = [SystemOwnerRow];
