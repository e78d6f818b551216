const browsers: readonly (readonly [RegExp, string])[] = [
    [/\bEdg\//, 'Edge'],
    [/\bOPR\//, 'Opera'],
    [/\bFirefox\//, 'Firefox'],
    [/\b(Headless)?Chrome\//, 'Chrome'],
    [/\bVersion\/.*\bSafari\//, 'Safari'],
    [/^curl\//, 'curl'],
];
const systems: readonly (readonly [RegExp, string])[] = [
    [/\b(iPhone|iPad)\b/, 'iOS'],
    [/\bAndroid\b/, 'Android'],
    [/\bWindows\b/, 'Windows'],
    [/\bMac OS X\b/, 'macOS'],
    [/\bLinux\b/, 'Linux'],
];

/** `Firefox on Windows`: enough to recognise one's own machine. What is not known is shown as it came, cut short. */
export function browserName(agent: string): string {
    const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1];
    const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
    if (browser === undefined) return agent.slice(0, 60) || 'Unknown program';
    return system === undefined ? browser : `${browser} on ${system}`;
}
