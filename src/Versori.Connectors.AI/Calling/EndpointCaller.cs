using System.Text.Json.Nodes;
using Versori.Connectors.AI.Endpoints;
using Versori.Connectors.AI.Results;

namespace Versori.Connectors.AI.Calling;

/// <summary>Calls endpoints on behalf of one owner, and returns what a model can understand.</summary>
internal sealed class EndpointCaller(IEndpointInvoker invoker, ResultStore results, IConnectLinkProvider? links)
{
    /// <summary>Calls an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="given">The arguments by the names that the model knows.</param>
    /// <param name="owner">The owner, whom the host has determined.</param>
    /// <param name="tokens">How many tokens the result has at most.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async ValueTask<ToolResult> CallAsync(
        AgentEndpoint endpoint, JsonObject given, Owner owner, int tokens, CancellationToken cancellationToken)
    {
        var errors = new List<ConnectorError>();
        var (arguments, contentType) = ArgumentReader.Translate(given, endpoint.Parameters, errors);
        if (errors.Count > 0) return ToolErrors.Arguments(errors, endpoint.Parameters);
        var template = endpoint.Template;
        var caller = template.Sharing == TemplateSharing.PerOwner ? owner : Owner.Host;
        try
        {
            var call = new EndpointCall(template.Id, endpoint.Endpoint.Id, caller)
            {
                Arguments = arguments,
                Options = contentType is null ? null : new() { ContentType = contentType },
            };
            var result = await invoker.InvokeAsync(call, cancellationToken).ConfigureAwait(false);
            if (result.IsSuccess) return new(results.Show(result, owner, tokens), IsError: false);
            var failure = ToolErrors.Of(result);
            if (result.MissingScopes.Count > 0 || result.Outcome == ResponseOutcome.Reauthorize)
            {
                failure = await WithSignInAsync(
                    failure, endpoint, owner, result.Error!.Code, result.MissingScopes, cancellationToken)
                    .ConfigureAwait(false);
            }

            ResultStore.AddContent(failure.Content, result, tokens / 4);
            return failure;
        }
        catch (ConnectorException exception)
        {
            return await ExplainAsync(exception, endpoint, owner, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ToolResult> ExplainAsync(
        ConnectorException exception, AgentEndpoint endpoint, Owner owner, CancellationToken cancellationToken)
    {
        switch (exception.Code)
        {
            case ConnectorErrorCode.InvalidArgument:
                return ToolErrors.Arguments(exception.Errors, endpoint.Parameters);
            case ConnectorErrorCode.NoConnection or ConnectorErrorCode.NeedsReauthorization:
                var needed = ToolErrors.Of(
                    "sign_in_required",
                    $"'{endpoint.Definition.Title}' is not connected for this user, or the connection has ended. "
                    + "Nothing was sent.");
                return await WithSignInAsync(needed, endpoint, owner, exception.Code, [], cancellationToken)
                    .ConfigureAwait(false);
            default:
                return ToolErrors.Of(exception.Error);
        }
    }

    private async ValueTask<ToolResult> WithSignInAsync(
        ToolResult failure,
        AgentEndpoint endpoint,
        Owner owner,
        ConnectorErrorCode reason,
        IReadOnlyList<string> missingScopes,
        CancellationToken cancellationToken)
    {
        var error = (JsonObject)failure.Content["error"]!;
        if (endpoint.Template.Sharing == TemplateSharing.Shared && !owner.IsHost)
        {
            // A person does not connect the account of the host.
            error["signIn"] = "Whoever runs the application has to connect its account. The user cannot.";
            return failure;
        }

        var request = new ConnectLinkRequest
        {
            Template = endpoint.Template.Id,
            ConnectorId = endpoint.Template.ConnectorId,
            Owner = owner,
            Reason = reason,
            MissingScopes = missingScopes,
        };
        var link = links is null
            ? null
            : await links.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        error["signIn"] = link is null
            ? "The user has to connect the account in the application, then call again."
            : "Show the user this link. When the user has signed in there, call again.";
        if (link is not null)
        {
            error["signInUrl"] = link.Url.AbsoluteUri;
            if (link.ExpiresAt is { } end) error["signInUrlExpiresAt"] = JsonValue.Create(end);
        }

        return failure with { SignIn = request, Link = link };
    }
}
