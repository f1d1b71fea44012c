(function () {
  'use strict';
  document.documentElement.classList.add('script');

  // Pointing at a chart shows its numbers.
  var tip = document.getElementById('tip');
  function showTip(event) {
    var area = event.target.closest ? event.target.closest('[data-tip]') : null;
    if (!area) {
      tip.hidden = true;
      return;
    }
    tip.textContent = area.getAttribute('data-tip');
    tip.hidden = false;
    var left = Math.min(event.clientX + 12, window.innerWidth - tip.offsetWidth - 8);
    var below = event.clientY + 16;
    var fits = below + tip.offsetHeight < window.innerHeight;
    tip.style.left = Math.max(8, left) + 'px';
    tip.style.top = (fits ? below : event.clientY - tip.offsetHeight - 10) + 'px';
  }
  document.addEventListener('pointermove', showTip);
  document.addEventListener('pointerdown', showTip);
  document.addEventListener('scroll', function () { tip.hidden = true; }, true);

  // A link to numbers that are folded away unfolds them.
  function unfold(id) {
    var place = document.getElementById(id);
    for (var part = place; part; part = part.parentElement) {
      if (part.tagName === 'DETAILS') {
        part.open = true;
      }
    }
    return place;
  }

  var holder = document.getElementById('call-data');
  if (!holder) {
    window.addEventListener('hashchange', function () { unfold(location.hash.slice(1)); });
    unfold(location.hash.slice(1));
    return;
  }

  // The order in which the report writes a call.
  var SCENARIO = 0, INDEX = 1, NAME = 2, SCENARIO_NAME = 3, OPERATOR = 4, KERNEL = 5, ISA = 6, LABEL = 7,
      CATEGORY = 8, DURATION = 9, BOUND = 10, SHAPE = 11, ORIGIN = 12, FALLBACK = 13, START = 14, THREADS = 15,
      MACS = 16, BYTES = 17, BOUNDS = 18, PHASES = 19;
  var COLUMNS = [NAME, SCENARIO_NAME, OPERATOR, KERNEL, ISA, LABEL, DURATION, 'share', BOUND];
  var PAGE = 50, ALL = '*';

  var data = JSON.parse(holder.textContent);
  var texts = data.texts;
  var table = document.getElementById('call-table');
  var rows = table.tBodies[0];
  var filters = document.getElementById('call-filters');
  var more = document.getElementById('call-more');
  var count = document.getElementById('call-count');
  var sort = {column: 6, ascending: false};
  var shown = PAGE;
  var found = [];

  function share(call) {
    var latency = data.latency[call[SCENARIO]];
    return latency > 0 ? call[DURATION] / 10 / latency : 0;
  }
  function value(call, column) {
    var key = COLUMNS[column];
    if (key === 'share') {
      return share(call);
    }
    return key === DURATION ? call[DURATION] : texts[call[key]];
  }
  // The part of a call's time that a resource bound.
  function boundBy(call, resource) {
    var bounds = call[BOUNDS];
    for (var i = 0; i < bounds.length; i += 2) {
      if (texts[bounds[i]] === resource) {
        return bounds[i + 1];
      }
    }
    return 0;
  }
  function matches(call) {
    var wanted = filters.elements;
    var words = wanted.text.value.trim().toLowerCase();
    if (wanted.scenario.value !== ALL && Number(wanted.scenario.value) !== call[SCENARIO]) {
      return false;
    }
    if (wanted.category.value !== ALL && wanted.category.value !== texts[call[CATEGORY]]) {
      return false;
    }
    if (wanted.bound.value !== ALL && boundBy(call, wanted.bound.value) === 0) {
      return false;
    }
    return words === '' || [NAME, OPERATOR, KERNEL, ISA].some(function (key) {
      return texts[call[key]].toLowerCase().indexOf(words) >= 0;
    });
  }
  function compare(a, b) {
    var x = value(a, sort.column), y = value(b, sort.column);
    var order = x < y ? -1 : x > y ? 1 : 0;
    return (sort.ascending ? order : -order) || a[SCENARIO] - b[SCENARIO] || a[INDEX] - b[INDEX];
  }
  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text !== undefined) {
      made.textContent = text;
    }
    if (kind) {
      made.className = kind;
    }
    return made;
  }
  function anchor(call) {
    return 'call-' + call[SCENARIO] + '-' + call[INDEX];
  }
  function row(call) {
    var line = element('tr', undefined, 'call');
    line.id = anchor(call);
    var head = element('th');
    head.scope = 'row';
    var link = element('a', texts[call[NAME]]);
    link.href = '#' + anchor(call);
    head.appendChild(link);
    line.appendChild(head);
    [SCENARIO_NAME, OPERATOR, KERNEL, ISA, LABEL].forEach(function (key) {
      line.appendChild(element('td', texts[call[key]], key === ISA || key === LABEL ? 'short' : ''));
    });
    line.appendChild(element('td', (call[DURATION] / 1000).toFixed(3), 'number'));
    line.appendChild(element('td', share(call).toFixed(1) + ' %', 'number'));
    line.appendChild(element('td', texts[call[BOUND]]));
    line.addEventListener('click', function (event) {
      event.preventDefault();
      if (line.classList.contains('chosen')) {
        close(line);
      } else {
        open(line, call);
        history.replaceState(null, '', '#' + anchor(call));
      }
    });
    return line;
  }
  function close(line) {
    line.classList.remove('chosen');
    if (line.nextSibling && line.nextSibling.classList.contains('why')) {
      rows.removeChild(line.nextSibling);
    }
  }
  function list(pairs, total) {
    var parts = [];
    for (var i = 0; i < pairs.length; i += 2) {
      var percent = total > 0 ? ' (' + (100 * pairs[i + 1] / total).toFixed(0) + ' %)' : '';
      parts.push(texts[pairs[i]] + ' ' + (pairs[i + 1] / 1000).toFixed(3) + ' ms' + percent);
    }
    return parts.join(', ');
  }
  function open(line, call) {
    line.classList.add('chosen');
    var why = element('tr', undefined, 'why');
    var cell = element('td');
    cell.colSpan = COLUMNS.length;
    var words = element('dl');
    function say(term, text) {
      if (text !== '') {
        words.appendChild(element('dt', term));
        words.appendChild(element('dd', text));
      }
    }
    say('bound by', list(call[BOUNDS], call[DURATION]));
    say('phases', list(call[PHASES], call[DURATION]));
    say('why it is there', texts[call[ORIGIN]]);
    say('why this kernel', texts[call[FALLBACK]]);
    say('shapes', texts[call[SHAPE]]);
    say('work', call[MACS] + ' multiply-accumulates, ' + call[BYTES] + ' bytes');
    say('runs', 'as call ' + call[INDEX] + ' from ' + (call[START] / 1000).toFixed(3) + ' ms on ' + call[THREADS]
        + (call[THREADS] === 1 ? ' thread' : ' threads'));
    cell.appendChild(words);
    why.appendChild(cell);
    rows.insertBefore(why, line.nextSibling);
  }
  function draw() {
    found = data.calls.filter(matches).sort(compare);
    var lines = document.createDocumentFragment();
    found.slice(0, shown).forEach(function (call) { lines.appendChild(row(call)); });
    rows.textContent = '';
    rows.appendChild(lines);
    more.hidden = found.length <= shown;
    var time = found.reduce(function (sum, call) { return sum + call[DURATION]; }, 0);
    var resource = filters.elements.bound.value;
    var part = found.reduce(function (sum, call) { return sum + boundBy(call, resource); }, 0);
    count.textContent = found.length + ' of ' + data.calls.length + ' calls, ' + (time / 1000).toFixed(1) + ' ms'
        + (resource === ALL ? '' : ', of which ' + (part / 1000).toFixed(1) + ' ms bound by ' + resource);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, column) {
      cell.setAttribute('aria-sort',
          column !== sort.column ? 'none' : sort.ascending ? 'ascending' : 'descending');
    });
  }
  function select(wanted) {
    filters.reset();
    Object.keys(wanted).forEach(function (name) {
      if (filters.elements[name]) {
        filters.elements[name].value = wanted[name];
      }
    });
    shown = PAGE;
    draw();
  }
  // #calls?scenario=1&category=gemm filters, #call-1-349 shows a call, anything else is a place.
  function follow() {
    var place = '';
    try {
      place = decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      return;
    }
    var call = /^call-(\d+)-(\d+)$/.exec(place);
    if (call) {
      reveal(Number(call[1]), Number(call[2]));
    } else if (place.indexOf('calls?') === 0) {
      var wanted = {};
      new URLSearchParams(location.hash.slice(7)).forEach(function (value, name) { wanted[name] = value; });
      select(wanted);
      document.getElementById('call-filters').scrollIntoView();
    } else {
      unfold(place);
    }
  }
  function reveal(scenario, index) {
    function isWanted(call) {
      return call[SCENARIO] === scenario && call[INDEX] === index;
    }
    var wanted = data.calls.filter(isWanted)[0];
    if (!wanted) {
      return;
    }
    if (!found.some(isWanted)) {
      select({});
    }
    var at = found.findIndex(isWanted);
    if (at >= shown) {
      shown = at + 1;
      draw();
    }
    var line = document.getElementById(anchor(wanted));
    if (!line.classList.contains('chosen')) {
      open(line, wanted);
    }
    line.scrollIntoView({block: 'center'});
  }

  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, column) {
    cell.firstChild.addEventListener('click', function () {
      var isNumber = column === 6 || column === 7;
      sort = {column: column, ascending: sort.column === column ? !sort.ascending : !isNumber};
      draw();
    });
  });
  filters.addEventListener('input', function () {
    shown = PAGE;
    draw();
  });
  filters.addEventListener('submit', function (event) { event.preventDefault(); });
  more.addEventListener('click', function () {
    shown += 4 * PAGE;
    draw();
  });
  window.addEventListener('hashchange', follow);
  draw();
  follow();
})();
