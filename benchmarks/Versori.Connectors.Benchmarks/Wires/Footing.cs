namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>The type through which a contender's handler is called. The same for all contenders of a run.</summary>
public enum Footing
{
    /// <summary><see cref="HttpMessageInvoker"/>: only the handlers, so that differences are largest.</summary>
    Invoker,

    /// <summary><see cref="HttpClient"/>, as hosts use it, with its timeout and its own bookkeeping.</summary>
    HttpClient,
}
