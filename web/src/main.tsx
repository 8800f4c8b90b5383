import { render } from 'preact';
import { afterLoad } from './app/after-load.js';
import { App } from './app/app.js';
import { createStudio, StudioContext } from './app/studio-context.js';
import { fetchWorkbench } from './workbench/late-workbench.js';

const root = document.getElementById('studio');
if (root) {
  render(
    <StudioContext.Provider value={createStudio()}>
      <Ground />
    </StudioContext.Provider>,
    root,
  );
}

afterLoad(() => {
  // Here before a picture is: whoever brings one then waits for nothing. If it does not come, it is asked for again.
  fetchWorkbench().catch(() => undefined);
});

/**
 * Stands between the context and the app, and is never drawn anew. An element that is given as a child keeps what it
 * first held for as long as its parent stands: given to the context itself, the app would keep every page it ever showed.
 */
function Ground() {
  return <App />;
}
