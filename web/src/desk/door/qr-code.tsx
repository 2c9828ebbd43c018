import { type ReactNode, useMemo } from 'react';
import { encode } from 'uqr';

/** Drawn here: the secret goes to nobody who makes pictures. Dark on light in both themes, as cameras want it. */
export function QrCode({ text, label }: { text: string; label: string }): ReactNode {
  const { path, size } = useMemo(() => {
    const { data, size: side } = encode(text, { border: 2 });
    const cells = data.flatMap((line, y) => line.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: cells.join(''), size: side };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className="door-qr" role="img" aria-label={label}>
      <path d={path} className="door-qr-cells" />
    </svg>
  );
}
