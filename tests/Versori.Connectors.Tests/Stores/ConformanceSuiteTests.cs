using System.Reflection;
using Versori.Connectors.InMemory;
using Versori.Connectors.Tests.Engine;

[assembly: ExemptFromStoreConformance(typeof(UnreliableConnectorStore), "It is there to fail.")]

namespace Versori.Connectors.Tests.Stores;

/// <summary>An assembly that runs one suite must run all the others that its stores need.</summary>
public sealed class ConformanceSuiteTests
{
    private static readonly Assembly Stores = typeof(InMemoryConnectorStore).Assembly;

    // No class of this assembly runs a suite.
    private static readonly Assembly NoTests = typeof(ConnectorStoreConformance).Assembly;

    [Fact]
    public void Every_store_interface_has_a_suite_and_a_durable_suite() =>
        Assert.All(
            typeof(IConnectorStore).Assembly.GetExportedTypes()
                .Where(type => type.IsInterface && type.Name.EndsWith("Store", StringComparison.Ordinal))
                // This is a capability of connection stores, which have their own durable suite.
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
    public void Missing_suites_are_reported_with_the_stores_that_must_run_them()
    {
        var missing = ConformanceSuite.MissingFor(Stores, NoTests, isDurable: false).ToList();

        Assert.Equal(15, missing.Count);
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
    public void Durable_stores_must_run_the_durable_suites() =>
        Assert.Equal(
            [
                "ConnectionLockConformance", "ConnectionNameConformance", "DurableActivationStoreConformance",
                "DurableAuditStoreConformance",
                "DurableBindingStoreConformance", "DurableConnectSessionStoreConformance",
                "DurableConnectionStoreConformance",
                "DurableConnectorStoreConformance", "DurableConversationStoreConformance",
                "DurableLimitStoreConformance",
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
    public void An_exempt_class_needs_no_suite()
    {
        var missing = ConformanceSuite.MissingFor(GetType().Assembly, GetType().Assembly, isDurable: false).ToList();

        // There are two stores of each interface, and one suite is run.
        Assert.Contains(missing, line => line.StartsWith("IConnectionStore ", StringComparison.Ordinal));
        Assert.DoesNotContain(missing, line => line.StartsWith("IConnectorStore ", StringComparison.Ordinal));
    }

#pragma warning disable xUnit1000 // The test runner must not find it.
    private sealed class OfThisAssembly : TemplateStoreConformance
    {
        protected override ValueTask<ITemplateStore> CreateAsync() => new(new Broken.BrokenTemplateStore(""));
    }
}
