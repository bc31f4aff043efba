using Authentik.Hosting.Tests;

// The environment, $PSStyle and the module path belong to the process, and a real server to all tests.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(SharedServer))]
