using Authentik.Hosting.Tests;
using Authentik.Hosting.Tests.Commands;

// The environment, $PSStyle and the module path belong to the process, and a real server to all tests.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(SharedServer))]
[assembly: AssemblyFixture(typeof(CommandCatalog))]
