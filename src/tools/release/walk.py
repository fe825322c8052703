"""Leaves an instance at each of some thirty wait states in a demo that listens at $BASE: what UpgradeTest begins with.

Called by make.sh, with a people file that has w01 to w22 beside the demo's people.
"""
import base64, json, os, urllib.error, urllib.request
from collections import Counter
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo
BASE = os.environ['BASE']
LONDON = ZoneInfo('Europe/London')


def call(u, m, p, b=None, v=None, pw='supervision'):
    r = urllib.request.Request(BASE + p, method=m, data=None if b is None else json.dumps(b).encode())
    r.add_header('Authorization', 'Basic ' + base64.b64encode(f'{u}:{pw}'.encode()).decode())
    if b is not None:
        r.add_header('Content-Type', 'application/json')
    if v is not None:
        r.add_header('If-Match', str(v))
    try:
        with urllib.request.urlopen(r) as x:
            t = x.read().decode()
            return (x.status, json.loads(t) if t and t[0] in '[{' else t)
    except urllib.error.HTTPError as e:
        t = e.read().decode()
        return (e.code, json.loads(t) if t and t[0] in '[{' else t)


def tasks(u):
    return call(u, 'GET', '/api/tasks')[1]


def clock(**b):
    return call('admin', 'POST', '/api/demo/clock', b)

AGREE = dict(intervalWeeks=4, usualLocation='Room 3', durationMinutes=90, mode='FACE_TO_FACE', recordAuthor='SUPERVISOR', distributionWorkingDays=5, coverSupervisor='cover', coverArrangements='x', expectations='y', policyRead=True)


def loc(i, m=0):
    return (datetime.fromisoformat(i.replace('Z', '+00:00')).astimezone(LONDON) + timedelta(minutes=m)).strftime('%Y-%m-%dT%H:%M')


def to(local):
    return clock(to=datetime.fromisoformat(local).replace(tzinfo=LONDON).astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'))

SUP = {f'w{i:02d}': ['supervisor', 'othersupervisor', 'cover'][(i - 1) % 3] for i in range(1, 23)}


def t(u, k, about):
    l = [x for x in tasks(u) if x['taskKey'] == k and about(x)]
    l.sort(key=lambda x: x.get('followUp') or x.get('due') or '')
    return l[0] if l else None


def fill(u, x, **vals):
    if not x:
        print('!! nothing for', u, vals)
        return None
    s, f = call(u, 'GET', f"/api/tasks/{x['id']}/form")
    if s != 200:
        print('!! form', u, x['taskKey'], s, f)
        return None
    v = f['values']
    v.update(vals)
    s, r = call(u, 'PUT', f"/api/tasks/{x['id']}/form", v, f['version'])
    if s != 200 or r['errors']:
        print('   save', u, x['taskKey'], s, r if s != 200 else r['errors'])
    s, r2 = call(u, 'POST', f"/api/tasks/{x['id']}/complete")
    if s != 204:
        print('   complete', u, x['taskKey'], s, r2)
    return s

for w in SUP:
    print(w, call('admin', 'POST', '/engine-rest/user/create', {'profile': {'id': w, 'firstName': 'Worker', 'lastName': w[1:], 'email': w + '@example.org'}, 'credentials': {'password': 'supervision'}})[0], call('admin', 'PUT', f'/engine-rest/group/supervisees/members/{w}')[0], end=' ')

print()
AG = {}


def drafted(w, **kw):
    s = SUP[w]
    st, r = call(s, 'POST', '/api/processes/supervisionAgreement/start')
    AG[w] = r['businessKey'].split('/')[0] if st == 201 else None
    a = dict(AGREE, supervisee=w, coverSupervisor='cover' if s != 'cover' else 'supervisor')
    a.update(kw)
    fill(s, dict(r['task'], taskKey='Task_DraftAgreement'), **a) if kw.get('_x') != 'leave' else None


def ag(w):
    return lambda x: x['businessKey'].startswith(AG[w])


def see(w):
    fill(w, t(w, 'Task_ConsiderAgreement', ag(w)), decision='AGREE')


def signs(w, sup=True, s=True):
    if sup:
        fill(SUP[w], t(SUP[w], 'Task_SignAgreementAsSupervisor', ag(w)), confirmed=True, password='supervision')
    if s:
        fill(w, t(w, 'Task_SignAgreementAsSupervisee', ag(w)), confirmed=True, password='supervision')

active = [f'w{i:02d}' for i in range(1, 18)]
for w in active:
    drafted(w)
    see(w)
    signs(w)

clock(advance='PT5M')
for i, w in enumerate(active):
    d = '2027-01-%02d' % (13 + i // 3 % 3)
    x = t(w, 'Task_BookSessions', ag(w))
    st, f = call(w, 'GET', f"/api/tasks/{x['id']}/form")
    h = ['09:00', '12:00'][i // 9]
    rows = f['values']['sessions']
    rows[0]['start'] = d + 'T' + h
    rows[1]['start'] = '2027-02-%02dT%s' % (1 + i // 3 % 3, h)
    for r in rows:
        r['reason'] = 'It suits both.'
    fill(w, x, sessions=rows)

clock(advance='PT5M')
SE = {}
for w in active:
    l = sorted([x for x in tasks(w) if x['taskKey'] == 'Task_HoldSession'], key=lambda x: x['followUp'])
    SE[w] = [x['businessKey'] for x in l]

print(AG, SE)
to('2027-01-15T17:30')


def hold(w, outcome='HELD', n=0):
    x = t(w, 'Task_HoldSession', lambda x: x['businessKey'] == SE[w][n])
    if not x:
        print('!! no hold', w)
        return
    a = loc(x['followUp'])
    b = loc(x['followUp'], 90)
    v = dict(outcome=outcome)
    if outcome == 'HELD':
        v.update(actualStart=a, actualEnd=b, mode='FACE_TO_FACE', privateSpace=True)
    else:
        v.update(reasonClass='WORKLOAD', reason='Duty.')
    fill(w, x, **v)

codes = ['WB', 'LV', 'TD', 'ED', 'HS', 'CL', 'WM']


def record(w, dis=[], pm=[]):
    fill(SUP[w], t(SUP[w], 'Task_WriteRecord', lambda x: x['businessKey'] == SE[w][0]), agendaAgreed=True, items=[dict(code=c, outcome='DISCUSSED', text='So.') for c in codes], cases=[dict(reference='C-1', inDepth=True, priority=True, discussion='d', decision='e'), dict(reference='C-2', inDepth=True, priority=False, discussion='d', decision='e')], actions=[dict(what='do', owner=w, due='2027-02-20', type='TRAINING')], disagreements=dis, personalMatters=pm)


def rsign(w, who):
    u = w if who == 'Supervisee' else SUP[w]
    fill(u, t(u, 'Task_SignRecordAs' + who, lambda x: x['businessKey'] == SE[w][0]), decision='SIGN', agendaAgreed=True, password='supervision')

for w in ['w01', 'w02', 'w03', 'w04', 'w12', 'w15', 'w16', 'w17']:
    hold(w)

for w in ['w02', 'w03', 'w04', 'w12', 'w16', 'w17']:
    record(w, [dict(supervisorPosition='Close.', superviseePosition='Keep.', unresolved=True)] if w == 'w12' else [], [dict(wording='A move.', forLineManager=True)] if w == 'w04' else [])

rsign('w03', 'Supervisee')
for w in ['w04', 'w12', 'w17']:
    rsign(w, 'Supervisee')
    rsign(w, 'Supervisor')

for w in ['w05', 'w06', 'w07', 'w08', 'w09', 'w10', 'w13', 'w14']:
    hold(w, 'NOT_HELD')

clock(advance='PT5M')


def case(w, k, u=None, **v):
    u = u or w
    keys = [x for x in tasks(u) if x['taskKey'] == k]
    mine = [x['businessKey'] for x in tasks(w)]
    x = next((x for x in keys if x['businessKey'] in CASE.get(w, mine)), None)
    return fill(u, x, **v)

CASE = {}
for w in ['w05', 'w06', 'w07', 'w08', 'w09', 'w10', 'w13', 'w14']:
    CASE[w] = [x['businessKey'] for x in tasks(w) if x['taskKey'] == 'Task_AgreeNewDate']

for w in ['w06', 'w07', 'w08', 'w13']:
    case(w, 'Task_AgreeNewDate', decision='NO_DATE', reason='Both are full.')

case('w09', 'Task_AgreeNewDate', decision='NEW_DATE', start='2027-01-27T10:00', location='Room 3', reason='Free.')
case('w10', 'Task_AgreeNewDate', decision='WAS_HELD', actualStart='2027-01-15T10:00', actualEnd='2027-01-15T11:30', reason='It was.')
clock(advance='PT5M')
for w in ['w07', 'w08', 'w13']:
    rep = dict(whatHappened='We did not meet.', attempts='Two.', wouldHelp='A day.')
    case(w, 'Task_ReportAsSupervisee', **rep)
    case(w, 'Task_ReportAsSupervisor', u=SUP[w], **rep)

clock(advance='PT5M')


def decide(w, k, u, **v):
    fill(u, next((x for x in tasks(u) if x['taskKey'] == k and x['businessKey'] in CASE[w]), None), **v)

decide('w08', 'Task_ResolveMissedSupervision', 'linemanager', resolution='REFER', note='Up.')
decide('w13', 'Task_ResolveMissedSupervision', 'linemanager', resolution='NEW_DATE', start='2027-01-28T14:00', note='Then.')
st, r = call('supervisor', 'POST', '/api/processes/supervisionAgreement/start')
drafted('w18')
drafted('w19')
see('w19')
drafted('w20')
see('w20')
signs('w20', s=False)
drafted('w21', intervalWeeks=6)
drafted('w22')
fill('w22', t('w22', 'Task_ConsiderAgreement', ag('w22')), decision='CANNOT_AGREE', comment='No.')
for w in ['w11', 'w15', 'w16']:
    s = SUP[w]
    st, r = call(s, 'POST', '/api/processes/agreementChange/start')
    if st != 201:
        print('agreementChange', st, r)
        continue
    fill(s, r['task'], agreement=AG[w], change='REVIEW', reason='Much has changed.')

clock(advance='PT5M')


def rev(w, k, u, **v):
    return fill(u, t(u, k, ag(w)), **v)

rev('w15', 'Task_PrepareReviewAsSupervisee', 'w15', worksWell='L', toChange='P')
rev('w15', 'Task_PrepareReviewAsSupervisor', SUP['w15'], worksWell='L', toChange='P')
for w in ['w16']:
    rev(w, 'Task_PrepareReviewAsSupervisee', w, worksWell='L', toChange='P')
    rev(w, 'Task_PrepareReviewAsSupervisor', SUP[w], worksWell='L', toChange='P')
    rev(w, 'Task_HoldReview', SUP[w], outcome='REAFFIRM', heldOn='2027-01-15', notes='Well.')


def start(u, p, **v):
    st, r = call(u, 'POST', f'/api/processes/{p}/start')
    print(p, st, '' if st == 201 else r)
    if st == 201:
        fill(u, r['task'], **v)

start('w14', 'absenceCover', decision='RECORD', person='w14', kind='LEAVE', **{'from': '2027-01-30', 'until': '2027-02-12'})
start('linemanager', 'changeOfSupervisor', decision='CHANGE', agreement=AG['w17'], newSupervisor='cover', effectiveOn='2027-02-20', reason='Split.')
start('linemanager', 'changeOfSupervisor', decision='CHANGE', agreement=AG['w11'], newSupervisor='supervisor', effectiveOn='2027-02-22', reason='Split.')
start('w02', 'disagreementReferral', about=AG['w02'], position='The room is too loud.')
start('records', 'subjectAccess', subject='w01', receivedOn='2027-01-15', identityCheck='Came.', reference='A letter.')
st, r = call('records', 'POST', '/api/processes/recordDisclosure/start')
print('recordDisclosure', st)
clock(advance='PT10M')
c = Counter()
us = list(SUP) + ['supervisor', 'othersupervisor', 'cover', 'linemanager', 'servicemanager', 'strategicmanager', 'records', 'auditor', 'admin']
ids = {}
for u in us:
    for x in tasks(u):
        ids[x['id']] = (x['processKey'], x['taskKey'])

for k, n in sorted(Counter(ids.values()).items()):
    print(n, k)

print(call('admin', 'GET', '/engine-rest/incident/count'), call('admin', 'GET', '/engine-rest/process-instance/count'))
