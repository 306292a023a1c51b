namespace Versori.Connectors.Http;

/// <summary>
/// Recognises the handlers with which a host repeats requests itself: those of Microsoft.Extensions.Http.Resilience and
/// Microsoft.Extensions.Http.Polly. The engine does not reference these packages.
/// </summary>
internal static class ResilienceHandlers
{
    private const string Namespace = "Microsoft.Extensions.Http.Resilience";
    private const string PolicyHandler = "Microsoft.Extensions.Http.PolicyHttpMessageHandler";

    /// <summary>Whether one of a pipeline's handlers, from this one on, repeats requests.</summary>
    public static bool AreIn(HttpMessageHandler? handler)
    {
        while (handler is not null)
        {
            if (IsOne(handler)) return true;
            handler = handler switch
            {
                DelegatingHandler delegating => delegating.InnerHandler,
                SharedPipeline shared => shared.Pipeline,
                _ => null,
            };
        }

        return false;
    }

    public static bool IsOne(HttpMessageHandler handler)
    {
        for (var type = handler.GetType(); type is not null; type = type.BaseType)
        {
            var isOne = type.FullName == PolicyHandler
                || type.Namespace?.StartsWith(Namespace, StringComparison.Ordinal) == true;
            if (isOne) return true;
        }

        return false;
    }
}
