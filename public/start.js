/*
 * Says why the page did not start, and what to do. In the JavaScript of 2009, and no module, as it has to
 * run where the page's own script does not. What it says stands in the page until the playground or the
 * poster takes its place.
 */
(function () {
  /** Milliseconds until a page that has not started says so. */
  var PATIENCE = 20000;

  function whenParsed(call) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', call);
    else call();
  }

  /** With `stays`, above whatever comes. */
  function say(why, stays) {
    whenParsed(function () {
      var box = document.getElementById('not-started');
      // The playground has taken its place: what fails later is told there.
      if (!box) return;
      document.getElementById('not-started-why').textContent = why;
      document.getElementById('not-started-reload').onclick = function () {
        location.reload();
      };
      box.style.cssText =
        'max-width:34rem;margin:3rem auto;padding:0 1.5rem;font:1rem/1.5 sans-serif';
      box.hidden = false;
      if (stays) document.body.insertBefore(box, document.body.firstChild);
    });
  }

  var TOO_OLD = 'A current Chrome, Edge, Firefox or Safari can.';
  var features = {
    modules: 'noModule' in document.createElement('script'),
    workers: typeof Worker === 'function',
    structuredClone: typeof structuredClone === 'function',
    ResizeObserver: typeof ResizeObserver === 'function',
    dialogs: typeof HTMLDialogElement === 'function',
    findLast: typeof [].findLast === 'function'
  };
  var lacking = Object.keys(features).filter(function (name) {
    return !features[name];
  });
  if (lacking.length > 0) {
    say(
      'This browser cannot run the playground: it lacks ' + lacking.join(', ') + '. ' + TOO_OLD,
      true
    );
    return;
  }

  addEventListener(
    'error',
    function (event) {
      if (event.target && event.target.tagName === 'SCRIPT') {
        say('The playground did not start: its program could not be loaded.');
      } else if (event.error instanceof SyntaxError) {
        say('This browser cannot read the playground’s program. ' + TOO_OLD);
      } else if (event.message) {
        say('The playground did not start: ' + event.message);
      }
    },
    true
  );
  addEventListener('unhandledrejection', function (event) {
    var reason = event.reason;
    say('The playground did not start: ' + ((reason && reason.message) || reason));
  });
  setTimeout(function () {
    say('The playground has not started yet. It may still come.');
  }, PATIENCE);
})();
