import { readFileSync } from 'node:fs';

/**
 * Sums the runners' own reports into one line, and fails on any failure, on any skipped suite, on a report that
 * is missing and on a run without tests.
 */
const [failedSteps, ...reports] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
let isComplete = true;
for (const file of reports) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    sum.skipped += report.numPendingTests + report.numTodoTests;
    for (const { ancestorTitles, title } of report.testResults
      .flatMap((suite) => suite.assertionResults)
      .filter(({ status }) => status === 'pending')) {
      console.log(`skipped: ${[...ancestorTitles, title].join(' › ')}`);
    }
  } catch (error) {
    console.log(`no report: ${file} (${error.message})`);
    isComplete = false;
  }
}
console.log(`jest: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
const isGreen = isComplete && failedSteps === '0' && sum.failed === 0 && sum.skipped === 0 && sum.passed > 0;
process.exit(isGreen ? 0 : 1);
