using System.Text.Json;
using Microsoft.Extensions.Options;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Authentication.Custom;

/// <summary>
/// Adapts an <see cref="IAuthHandler"/> of the host to the engine, so that it takes part in definitions, snapshots,
/// credential checks, token refresh and redaction like the built-in methods.
/// </summary>
internal sealed class CustomAuthHandler(
    AuthHandlerRegistry handlers, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
    : AuthMethodHandler<CustomAuth>(CredentialKind.Fields)
{
    protected override IReadOnlyList<CredentialField> Fields(CustomAuth method, CredentialKind kind) => method.Fields;

    protected override IEnumerable<(string Pointer, string Message)> Problems(CustomAuth method)
    {
        if (method.Settings.Root.ValueKind != JsonValueKind.Object)
        {
            return [("/settings", "Settings must be a JSON object.")];
        }

        if (handlers.Find(method.Handler) is not { } handler) return [("/handler", handlers.Missing(method))];
        return handler.Validate(method.Settings.Root, method.Fields)
            .Select(problem => ("/settings" + WithSlash(problem.Pointer), problem.Message));
    }

    public override IEnumerable<RequestAuthenticator> Prepare(PreparedMethod method, AuthSnapshot snapshot)
    {
        var customMethod = (CustomAuth)method.Method;
        var context = CustomContext.Of(customMethod, snapshot, method.Values, method.Token);
        var authenticators = handlers.For(customMethod).Prepare(context);
        return [.. authenticators.Select(authenticator => new CustomAuthenticator(authenticator))];
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(CustomAuth method, ExpressionValues values) =>
        throw new NotSupportedException("A custom method can only be prepared with its snapshot.");

    public override ITokenSource? TokenSource(AuthMethod method, AuthSnapshot snapshot)
    {
        var customMethod = (CustomAuth)method;
        return handlers.For(customMethod) is ITokenAuthHandler handler
            ? new CustomTokenSource(customMethod, snapshot, handler, options.Value.RequestTimeout, time)
            : null;
    }

    private static string WithSlash(string pointer) => JsonPointer.IsValid(pointer) ? pointer : "/" + pointer;
}
