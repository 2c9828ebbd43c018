import type { ReactNode } from 'react';
import { useMay } from '../../session.js';
import { Clocks } from './clocks.js';
import { Decisions } from './decisions.js';
import { ErrandsHere } from './errands-here.js';
import { Holds } from './holds.js';
import { Opinions } from './opinions.js';
import { Proven } from './proven.js';
import { Road } from './road.js';
import { Scans } from './scans.js';
import { Who } from './who.js';

/** The case at a glance: on the left what it is, on the right what is to be done. */
export function Overview(): ReactNode {
  const mayReadOpinions = useMay('opinion.read');
  return (
    <div className="dossier-columns">
      <div className="stack-l">
        <ErrandsHere />
        <Who />
        <Proven />
        <Clocks />
        {mayReadOpinions && <Opinions />}
      </div>
      <div className="stack-l">
        <Decisions />
        <Road />
        <Holds />
        <Scans />
      </div>
    </div>
  );
}
