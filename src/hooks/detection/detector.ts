import type { Detection, DetectOptions } from './detection.js';

/** Says whether a message asks for rights. The rules are in this folder; whoever reads messages is given them. */
export abstract class Detector {
  abstract detect(text: string, options?: DetectOptions): Detection;
}
