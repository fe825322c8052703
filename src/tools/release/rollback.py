"""rollback.py OLD_JAR NEW_JAR VERSION [DATABASE]: goes back from an upgrade as docs/operations.md says, and holds that it works.

The database that the old release left is upgraded by the new one, which works on it; then the backup of before is restored, and
the old release starts on it. Everybody must have just what they had, and be able to go on. H2, or an empty PostgreSQL database
given as postgresql://USER@HOST:PORT/NAME (without a password).
"""
import base64, glob, json, os, re, shutil, signal, subprocess, sys, tempfile, time, urllib.error, urllib.request
HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.join(HERE, '../../..')
OLD, NEW = [os.path.abspath(jar) for jar in sys.argv[1:3]]
LEFT = os.path.join(PROJECT, 'src/test/resources/released', sys.argv[3])
DATABASE = sys.argv[4] if len(sys.argv) > 4 else None
PORT = os.environ.get('PORT', '8132')
WORK = tempfile.mkdtemp()
with open(os.path.join(PROJECT, 'src/test/resources/application-test.yaml')) as settings:
    KEYS = re.search("^  keyset: '(.*)'", settings.read(), re.M).group(1)
PEOPLE = [f'w{i:02d}' for i in range(1, 23)] + ['supervisor', 'othersupervisor', 'cover', 'linemanager', 'servicemanager',
          'strategicmanager', 'processowner', 'records', 'auditor', 'admin', 'worker', 'nqsw', 'otherworker']
# somebody whose turn it is in that database
WHO, TASK = 'w18', 'Task_ConsiderAgreement'


def run(*command):
    subprocess.run(command, check=True, cwd=WORK)


def script(action, *more):
    run('java', '-cp', glob.glob(WORK + '/h2-*.jar')[0], 'org.h2.tools.' + action, '-url', f'jdbc:h2:file:{WORK}/data/supervision',
        '-user', 'sa', '-password', '', *more)


class Server:
    """A release at work; with no jobs it only shows what there is."""

    def __init__(self, jar, jobs=True):
        command = ['java', '-XX:TieredStopAtLevel=1', '-jar', jar, '--spring.profiles.active=demo', '--server.port=' + PORT,
                   '--supervision.encryption.keyset-file=', '--supervision.encryption.keyset=' + KEYS,
                   '--camunda.bpm.job-execution.enabled=' + str(jobs).lower()]
        if DATABASE:
            user, where = re.fullmatch(r'postgresql://([^@]+)@(.+)', DATABASE).groups()
            command += ['--spring.datasource.url=jdbc:postgresql://' + where, '--spring.datasource.username=' + user]
        self.log = os.path.join(WORK, 'run.log')
        with open(self.log, 'w') as log:
            self.process = subprocess.Popen(command, cwd=WORK, stdout=log, stderr=log)

    def __enter__(self):
        try:
            while 'Started Supervision' not in self.said():
                if self.process.poll() is not None:
                    sys.exit('The start was refused: ' + self.said()[-3000:])
                time.sleep(1)
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, *failure):
        self.process.terminate()
        self.process.wait(40)

    def said(self):
        with open(self.log) as log:
            return log.read()


def call(user, method, path, body=None, version=None):
    request = urllib.request.Request(f'http://localhost:{PORT}{path}', method=method,
                                     data=None if body is None else json.dumps(body).encode())
    request.add_header('Authorization', 'Basic ' + base64.b64encode(f'{user}:supervision'.encode()).decode())
    if body is not None:
        request.add_header('Content-Type', 'application/json')
    if version is not None:
        request.add_header('If-Match', str(version))
    try:
        with urllib.request.urlopen(request) as answer:
            text = answer.read().decode()
    except urllib.error.HTTPError as refusal:
        sys.exit(f'{user} {method} {path}: {refusal.code} {refusal.read().decode()}')
    return json.loads(text) if text else None


def tasks():
    """What everybody has to do, with its dates."""
    return {user: sorted(json.dumps({k: v for k, v in task.items() if k != 'title'}, sort_keys=True)
                         for task in call(user, 'GET', '/api/tasks')) for user in PEOPLE}


def agrees():
    """One person does what is theirs; answers what it is about."""
    task = next(task for task in call(WHO, 'GET', '/api/tasks') if task['taskKey'] == TASK)
    form = call(WHO, 'GET', f"/api/tasks/{task['id']}/form")
    saved = call(WHO, 'PUT', f"/api/tasks/{task['id']}/form", dict(form['values'], decision='AGREE'), form['version'])
    assert not saved['errors'], saved
    call(WHO, 'POST', f"/api/tasks/{task['id']}/complete")
    call('admin', 'POST', '/api/demo/clock', {'advance': 'PT5M'})
    return task['businessKey']


def must_sign(key):
    return any(task['businessKey'] == key and task['taskKey'] == 'Task_SignAgreementAsSupervisee'
               for task in call(WHO, 'GET', '/api/tasks'))


def incidents():
    return call('admin', 'GET', '/engine-rest/incident/count')['count']


def load():
    if DATABASE:
        with subprocess.Popen(['gzip', '-dc', LEFT + '/postgres.sql.gz'], stdout=subprocess.PIPE) as text:
            subprocess.run(['psql', '-q', '-o', os.devnull, '-v', 'ON_ERROR_STOP=1', DATABASE], stdin=text.stdout, check=True)
    else:
        run('unzip', '-q', '-j', OLD, 'BOOT-INF/lib/h2-*.jar')
        script('RunScript', '-script', LEFT + '/database.sql.gz', '-options', 'compression', 'gzip')


def backup():
    if DATABASE:
        run('pg_dump', '-Fc', '-f', 'before.dump', DATABASE)
    else:
        shutil.copy(WORK + '/data/supervision.mv.db', WORK + '/before.mv.db')


def restore():
    if DATABASE:
        server, name = DATABASE.rsplit('/', 1)
        run('psql', '-q', '-c', f'alter database "{name}" rename to "{name}-upgraded"', server + '/postgres')
        run('psql', '-q', '-c', f'create database "{name}"', server + '/postgres')
        run('pg_restore', '--exit-on-error', '--no-owner', '-d', DATABASE, 'before.dump')
    else:
        os.rename(WORK + '/data/supervision.mv.db', WORK + '/data/upgraded.mv.db')
        shutil.copy(WORK + '/before.mv.db', WORK + '/data/supervision.mv.db')


signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
try:
    load()
    print('The old release, as it was')
    with Server(OLD, jobs=False):
        before = tasks()
        print(' ', sum(map(len, before.values())), 'tasks')
    backup()
    print('The new release')
    with Server(NEW):
        key = agrees()
        assert must_sign(key), 'the new release does not go on with ' + key
        assert incidents() == 0
    restore()
    print('The old release on the backup, with no jobs')
    with Server(OLD, jobs=False):
        after = tasks()
        assert after == before, {user: set(after[user]) ^ set(before[user]) for user in PEOPLE if after[user] != before[user]}
        print('  everybody has what they had')
    print('The old release at work')
    with Server(OLD):
        assert agrees() == key
        assert must_sign(key), 'the old release does not go on with ' + key
        call('admin', 'POST', '/api/demo/clock', {'advance': 'P1D'})
        assert incidents() == 0
        print('  goes on, a day with its sweep included')
finally:
    shutil.rmtree(WORK)
