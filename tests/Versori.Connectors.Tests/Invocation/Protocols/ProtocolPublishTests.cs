using Versori.Connectors.Tests.Invocation.Responses;

namespace Versori.Connectors.Tests.Invocation.Protocols;

/// <summary>A definition with an operation that cannot work is not saved.</summary>
public sealed class ProtocolPublishTests : CallingTest
{
    [Fact]
    public async Task A_definition_with_defer_is_not_saved()
    {
        var exception = await Assert.ThrowsAsync<ConnectorException>(() => ConnectAsync(new()
        {
            Id = "call",
            Method = "POST",
            Path = "/graphql",
            GraphQL = new() { Document = "{ a { ... @defer { b } } }" },
        }));

        Assert.Equal(
            (ConnectorErrorCode.InvalidDefinition, "/endpoints/0/graphQL/document"),
            (exception.Error.Code, exception.Error.Location));
    }
}
