/** Every kind of node of the `grpc` layer. */
export const grpcKinds = {
  leaves: {
    'grpc.path': 'the method that is called',
    'grpc.timeout': 'how long the client waits',
    'grpc.encoding': 'how messages are compressed',
    'grpc.status': 'how the call ended',
    'grpc.status-message': 'what the server says about it',
    'grpc.metadata': 'a field of the application',
    'grpc.compressed-flag': 'whether the message is compressed',
    'grpc.length': 'the length of the message',
    'grpc.payload': 'the message',
    'grpc.trailers': 'the trailers of gRPC-Web, in the body',
    'grpc.base64': 'a part of a body of gRPC-Web in Base64',
    'grpc.more-messages': 'further messages, past the cap',
    'grpc.unread': 'data whose place among the messages is not known',
    'grpc.violation': 'nothing: stands for a rule that the call breaks here',
  },
  parents: {
    'grpc.message': 'a length-prefixed message; its name counts those of the frame from 1',
  },
} as const;
