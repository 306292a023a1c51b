using System.Reflection;
using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Engine;

[assembly: ExemptFromStoreConformance(typeof(UnreliableConnectorStore), "It is there to fail.")]

namespace Versori.Connectors.Tests.Stores;

/// <summary>Whoever derives from one suite is told of the others.</summary>
public sealed class ConformanceSuiteTests
{
    private static readonly Assembly Stores = typeof(InMemoryConnectorStore).Assembly;

    // An assembly in which no class runs a suite.
    private static readonly Assembly NoTests = typeof(ConnectorStoreConformance).Assembly;

    [Fact]
    public void Every_store_interface_has_a_suite_and_one_for_stores_that_last() =>
        Assert.All(
            typeof(IConnectorStore).Assembly.GetExportedTypes()
                .Where(type => type.IsInterface && type.Name.EndsWith("Store", StringComparison.Ordinal))
                // A capability of a connection store, which has the durable suite of connection stores.
                .Where(type => type != typeof(IAtomicConnectionStore)),
            store =>
            {
                Assert.Contains(
                    ConformanceSuite.All, suite => suite.Store == store && !ConformanceSuite.IsDurable(suite.Type));
                Assert.Contains(
                    ConformanceSuite.All,
                    suite => suite.Store == store && suite.Type.Name == $"Durable{store.Name[1..]}Conformance");
            });

    [Fact]
    public void The_lock_has_a_suite() =>
        Assert.Contains(ConformanceSuite.All, suite => suite.Store == typeof(IConnectionLock));

    [Fact]
    public void Suites_that_are_left_out_are_named_with_the_stores_that_should_run_them()
    {
        var missing = ConformanceSuite.MissingFor(Stores, NoTests, isDurable: false).ToList();

        Assert.Equal(12, missing.Count);
        Assert.Contains(
            "IConnectionLock is implemented by InMemoryConnectionLock, but ConnectionLockConformance is run by none: "
                + "derive a public class from " +
            "ConnectionLockConformance in Versori.Connectors.Testing.Stores for each.",
            missing);
        Assert.Contains(
            missing,
            line =>
                line.StartsWith(
                    "IConnectionStore is implemented by InMemoryConnectionStore, but ConnectionNameConformance",
                    StringComparison.Ordinal));
    }

    [Fact]
    public void Stores_that_last_are_asked_for_the_suites_for_stores_that_last() =>
        Assert.Equal(
            [
                "ConnectionLockConformance", "ConnectionNameConformance", "DurableAuditStoreConformance",
                "DurableBindingStoreConformance",
                "DurableConnectionStoreConformance",
                "DurableConnectorStoreConformance", "DurableLimitStoreConformance",
                "DurablePendingSignInStoreConformance",
                "DurableSecretStoreConformance",
                "DurableTemplateStoreConformance", "DurableWebhookReplayStoreConformance", "SecretInventoryConformance",
            ],
            ConformanceSuite.MissingFor(Stores, NoTests, isDurable: true)
                .Select(line => line.Split("but ")[1].Split(' ')[0]).Order());

    [Fact]
    public async Task A_second_store_of_the_same_interface_needs_a_suite_too_and_internal_classes_do_not_count()
    {
        var suite = new OfThisAssembly();

        var failure = await Assert.ThrowsAnyAsync<Exception>(suite.No_suite_is_left_out);

        Assert.Contains(
            "ConnectionStoreConformance is run by InMemoryConnectionStoreTests only: derive a public class",
            failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(UnreliableConnectionStore), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_exempt_is_not_asked_for()
    {
        var missing = ConformanceSuite.MissingFor(GetType().Assembly, GetType().Assembly, isDurable: false).ToList();

        // There are two of each, and one suite is run.
        Assert.Contains(missing, line => line.StartsWith("IConnectionStore ", StringComparison.Ordinal));
        Assert.DoesNotContain(missing, line => line.StartsWith("IConnectorStore ", StringComparison.Ordinal));
    }

#pragma warning disable xUnit1000 // The runner must not find it.
    private sealed class OfThisAssembly : TemplateStoreConformance
    {
        protected override ValueTask<ITemplateStore> CreateAsync() => new(new Broken.BrokenTemplateStore(""));
    }
}
