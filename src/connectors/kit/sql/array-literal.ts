/** The service's own connections write lists the same way; connectors see of the platform what the kit shows them. */
export { arrayLiteral } from '../../../platform/storage/array-literal.js';
