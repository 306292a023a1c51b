using Versori.Connectors.Tests.Requests;

namespace Versori.Connectors.Tests.Providers;

/// <summary>
/// Real providers as their public documentation describes them, without custom code. Each definition is valid,
/// connects, calls and refreshes, and every request is what the provider expects.
/// </summary>
public sealed class ProviderCatalogueTests
{
    public static TheoryData<string> Providers() => [.. ProviderCase.Names()];

    [Fact]
    public void At_least_97_percent_of_the_providers_can_be_described()
    {
        var (described, not) = (ProviderCase.Names().Length, ProviderCase.NotDescribed().Count);

        Assert.True(described >= 120);
        Assert.True(described >= 0.97 * (described + not));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public Task A_provider_can_be_connected_called_and_refreshed(string name) =>
        RequestRecording.Names.Contains($"provider {name}")
            ? RequestRecording.AssertSameAsync($"provider {name}", () => ProviderConversation.RunAsync(name))
            : ProviderConversation.RunAsync(name);
}
