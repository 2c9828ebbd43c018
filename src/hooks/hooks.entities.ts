import { HookFinding } from './findings/hook-finding.entity.js';
import { HookEvent } from './receiving/hook-event.entity.js';
import { ShadowRequest } from './shadow/shadow-request.entity.js';
import { HookSecret } from './sources/hook-secret.entity.js';
import { HookSource } from './sources/hook-source.entity.js';
import { TicketLink } from './tickets/ticket-link.entity.js';

export const hooksEntities = [HookSource, HookSecret, HookEvent, TicketLink, ShadowRequest, HookFinding];
