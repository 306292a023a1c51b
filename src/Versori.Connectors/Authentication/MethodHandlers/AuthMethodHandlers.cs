using System.Collections.Frozen;

namespace Versori.Connectors.Authentication;

/// <summary>Finds the handler of an auth method by its type.</summary>
internal sealed class AuthMethodHandlers(IEnumerable<AuthMethodHandler> handlers)
{
    private readonly FrozenDictionary<Type, AuthMethodHandler> _handlers =
        handlers.ToFrozenDictionary(handler => handler.MethodType);

    /// <summary>Returns the names of all values that are captured while connecting and saved in the snapshot.</summary>
    public IEnumerable<string> CapturedNames(AuthMethod method) => For(method).CapturedNames(method)
        .Concat(method.CaptureRequests.SelectMany(request => request.ExtractedValues).Select(extract => extract.Name))
        .Distinct(StringComparer.Ordinal);

    public AuthMethodHandler For(AuthMethod method) => _handlers.TryGetValue(method.GetType(), out var handler)
        ? handler
        : throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.NotSupported,
            Message = $"No handler is registered for auth methods of type {method.GetType().Name}.",
            Location = method.Id,
        });
}
