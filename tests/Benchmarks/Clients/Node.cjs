// authentik's own client, as a program for Node uses it.
const { Configuration, CoreApi } = require('@goauthentik/api');

const [uri, work, repeat] = process.argv.slice(2);
const api = new CoreApi(new Configuration({ basePath: `${uri}/api/v3`, accessToken: 'bench-token' }));

async function list() {
    let count = 0;
    for (let page = 1; page !== 0;) {
        const response = await api.coreUsersList({ page, pageSize: 100 });
        count += response.results.length;
        page = response.pagination.next;
    }
    return count;
}

async function get() {
    const user = await api.coreUsersRetrieve({ id: 1000001 });
    return user.pk === 1000001 ? 1 : 0;
}

(async () => {
    for (let i = 0; i < Number(repeat); i++) {
        const start = performance.now();
        const count = await (work === 'list' ? list() : get());
        console.log(`${performance.now() - start} ${count}`);
    }
})();
