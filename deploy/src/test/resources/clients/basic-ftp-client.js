// Drives basic-ftp: host port user password directory mode protection operation [words].
const fs = require("fs")
const ftp = require("basic-ftp")

const [host, port, user, password, directory, mode, protection, operation, ...words] = process.argv.slice(2)

async function main() {
    if (mode !== "passive" || protection !== "plain") {
        throw new Error("cannot do " + mode + " " + protection)
    }
    const client = new ftp.Client(30_000)
    try {
        await client.access({ host, port: Number(port), user, password, secure: false })
        await client.cd(directory)
        await operations[operation](client, ...words)
    } finally {
        client.close()
    }
}

const operations = {
    "store": (client, from, name) => client.uploadFrom(from, name),
    "retrieve": (client, name, to) => client.downloadTo(to, name),
    "resume-store": async (client, from, name) =>
        client.appendFrom(fs.createReadStream(from, { start: await client.size(name) }), name),
    "resume-retrieve": (client, name, to) => client.downloadTo(to, name, fs.statSync(to).size),
    "store-tree": (client, from, name) => client.uploadFromDir(from, name),
    "retrieve-tree": (client, name, to) => client.downloadToDir(to, name),
    "list": async client => console.log((await client.list()).map(entry => entry.name)),
    "change": async client => {
        await client.send("MKD made")
        await client.rename("old", "new")
        await client.remove("gone")
        await client.removeEmptyDir("left")
    }
}

main().catch(error => {
    console.error(error)
    process.exit(1)
})
