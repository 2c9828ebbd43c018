import { type ReactNode, useId } from 'react';

/** One matter of the case under its heading. */
export function PartSection(props: {
  title: string;
  children: ReactNode;
  /** Beside the heading. */
  aside?: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className="sheet stack dossier-section" aria-labelledby={id}>
      <div className="row spread">
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
