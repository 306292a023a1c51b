namespace Versori.Connectors.Testing;

/// <summary>
/// The base of all conformance suites. To test a store, derive a public class from each suite of the interfaces that
/// the store implements, and implement <see cref="CreateAsync"/>. <see cref="No_suite_is_left_out"/> fails until every
/// suite has a class. A store that keeps its contents after a restart derives from the suites whose names begin with
/// <c>Durable</c>, which include the tests of the others.
/// </summary>
/// <remarks>
/// Each test calls <see cref="CreateAsync"/> once. xunit creates a new object of the class for each test, so a resource
/// may be kept in a field and closed in <see cref="IAsyncDisposable.DisposeAsync"/>. Tests of one class do not run at
/// the same time. Tests of different classes do, unless the classes share a collection.
/// </remarks>
/// <typeparam name="TStore">The interface of the store.</typeparam>
public abstract class StoreConformance<TStore>
    where TStore : class
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// Fails if a store of the same assembly is not tested by a suite that it must pass, or if its test class is not
    /// public and the test runner does not find it. The message names the missing suites.
    /// </summary>
    [Fact]
    public async Task No_suite_is_left_out()
    {
        var store = await CreateAsync();
        var isDurable = ConformanceSuite.IsDurable(GetType());
        var missing = ConformanceSuite.MissingFor(store.GetType().Assembly, GetType().Assembly, isDurable).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    /// <summary>Creates an empty store, which shares nothing with stores that were created before.</summary>
    protected abstract ValueTask<TStore> CreateAsync();
}
