import { SystemCredential } from '../credentials/system-credential.entity.js';
import { SystemControllerEntity } from './system-controller.entity.js';
import { SystemMapEntity } from './system-map.entity.js';
import { SystemEntity } from './system.entity.js';

export const datamapEntities: Function[] = [SystemEntity, SystemMapEntity, SystemControllerEntity, SystemCredential];
